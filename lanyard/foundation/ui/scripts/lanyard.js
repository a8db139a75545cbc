// Page enhancements. Everything works without this file.
import { initAll } from "./govuk-frontend.js";
import { copying } from "./copying.js";
import { leaving } from "./leaving.js";
import { opening } from "./opening.js";
import { rows } from "./rows.js";
import { strength } from "./strength.js";

initAll();
rows();
leaving();
copying();
opening();
strength();
