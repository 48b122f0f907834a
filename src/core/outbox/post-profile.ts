/** Each kind of endpoint that takes one JSON message per envelope. */
export type PostProfileId = "generic" | "apps-script" | "postgrest";
