import "../src/mailbox/main.ts";
