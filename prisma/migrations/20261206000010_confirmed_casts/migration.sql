-- "That was right" of the participant, and the time before which their casts no longer adapt the answers to them.
ALTER TABLE "casts" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
ALTER TABLE "participants" ADD COLUMN "adapts_from" TIMESTAMPTZ(3);
