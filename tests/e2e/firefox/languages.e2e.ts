import { playLanguages } from "../cases/languages.ts";

playLanguages("firefox");
