// Page enhancements. Everything works without this file.
import { initAll } from "./govuk-frontend.js";

initAll();
