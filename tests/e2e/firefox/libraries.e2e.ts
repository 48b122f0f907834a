import { describeLibraryCalls } from "../libraries/library-calls.ts";
import { startLibraryFirefox } from "../libraries/library-firefox.ts";

describeLibraryCalls(startLibraryFirefox);
