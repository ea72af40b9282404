-- Labels of the last minutes are counted for those who label.
CREATE INDEX "labels_created_at_idx" ON "labels" ("created_at");
