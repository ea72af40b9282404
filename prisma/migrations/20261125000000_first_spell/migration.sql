-- CreateTable
CREATE TABLE "secrets" (
    "name" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "secrets_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "spellbooks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spellbooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spells" (
    "spellbook_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hue" TEXT NOT NULL,
    "glyph" TEXT,
    "hint" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spells_pkey" PRIMARY KEY ("spellbook_id","id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "capacity" INTEGER NOT NULL DEFAULT 1000,
    "view" TEXT NOT NULL DEFAULT 'lobby',
    "spellbook_id" UUID NOT NULL,
    "active_model_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participants" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "nickname" TEXT NOT NULL,
    "sigil" TEXT NOT NULL,
    "metal" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "casts" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "intent" TEXT NOT NULL,
    "spell_id" TEXT,
    "source" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "duration_ms" INTEGER NOT NULL,
    "rate_hz" REAL NOT NULL,
    "max_gap_ms" REAL NOT NULL,
    "channels" SMALLINT NOT NULL,
    "count" SMALLINT NOT NULL,
    "checksum" BIGINT NOT NULL,
    "samples" BYTEA NOT NULL,
    "model_id" UUID,
    "recognised_id" TEXT,
    "probabilities" REAL[],

    CONSTRAINT "casts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "manifest" JSONB NOT NULL,
    "weights" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "events_code_key" ON "events"("code");

-- CreateIndex
CREATE UNIQUE INDEX "participants_event_id_key_hash_key" ON "participants"("event_id", "key_hash");

-- CreateIndex
CREATE INDEX "casts_event_id_received_at_idx" ON "casts"("event_id", "received_at");

-- CreateIndex
CREATE INDEX "casts_participant_id_id_idx" ON "casts"("participant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "models_version_key" ON "models"("version");

-- AddForeignKey
ALTER TABLE "spells" ADD CONSTRAINT "spells_spellbook_id_fkey" FOREIGN KEY ("spellbook_id") REFERENCES "spellbooks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_spellbook_id_fkey" FOREIGN KEY ("spellbook_id") REFERENCES "spellbooks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_active_model_id_fkey" FOREIGN KEY ("active_model_id") REFERENCES "models"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


