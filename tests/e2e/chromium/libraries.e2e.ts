import { describeLibraryCalls } from "../libraries/library-calls.ts";
import { startLibraryChromium } from "../libraries/library-chromium.ts";

describeLibraryCalls(startLibraryChromium);
