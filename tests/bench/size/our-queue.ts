import { createDelivery } from "../../../src/adapters/endpoint/delivery.ts";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import { createOutboxRunner } from "../../../src/background/outbox-runner.ts";

// The outbox alone: stored, leased, sent to every kind of endpoint, marked.
Object.assign(globalThis, { createDelivery, openDatabase, createOutboxStore, createOutboxRunner });
