import { playProofs } from "../cases/proofs.ts";

playProofs("firefox");
