-- Names and addresses that signed in together, as keyed hashes: strangers must not lock them out.
CREATE TABLE "sign_in_places" (
    "key" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_places_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "sign_in_places_used_at_idx" ON "sign_in_places"("used_at");
