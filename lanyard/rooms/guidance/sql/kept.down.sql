DROP TRIGGER guidance_keep_wording ON guidance_ownwording;
DROP FUNCTION guidance_keep_wording();
