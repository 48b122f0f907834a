import { playNetworkSafety } from "../cases/network-safety.ts";

playNetworkSafety("chromium");
