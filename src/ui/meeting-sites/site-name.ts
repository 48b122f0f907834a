import { findPlatform } from "../../platforms/index.ts";
import type { PickedSite } from "./picking.ts";

/** What a person calls it: the service, or its host where no data describes it. */
export function siteName({ platform, hosts }: PickedSite): string {
  return (platform === null ? null : findPlatform(platform)?.name) ?? hosts[0] ?? "";
}
