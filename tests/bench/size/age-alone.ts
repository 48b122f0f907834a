import { Decrypter } from "age-encryption";

/** The age library as whoever opens files with it alone would load it. */
Object.assign(globalThis, { Decrypter });
