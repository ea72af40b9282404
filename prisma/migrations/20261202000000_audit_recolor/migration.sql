-- The audit log follows the message's American spelling: the pages know no text for the old name.
UPDATE "audit" SET "action" = 'spell:recolor' WHERE "action" = 'spell:recolour';
