import { useState } from "preact/hooks";
import type { AskBackground, ConnectionTest } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { wordsOfTest } from "./connection-words.ts";
import frame from "./setup.module.css";

const FAILED: ConnectionTest = { kind: "notTested", reason: "failed" };

/** Sends a letter without answers twice, and says in plain words what came back. */
export function TestConnection({ ask }: { readonly ask: AskBackground }) {
  const t = useStrings();
  const [testing, setTesting] = useState(false);
  const [test, setTest] = useState<ConnectionTest | null>(null);

  async function run(): Promise<void> {
    setTesting(true);
    setTest(null);
    try {
      setTest(await ask("testConnection", null));
    } catch {
      // The background did not answer; the person can press again.
      setTest(FAILED);
    }
    setTesting(false);
  }

  return (
    <Card aria-labelledby="test-title">
      <div class={frame.stack}>
        <h2 id="test-title">{t("setupTestTitle")}</h2>
        <p class={frame.soft}>{t("setupTestNote")}</p>
        <div role="status">{test !== null && <Outcome test={test} />}</div>
        <Button busy={testing} onClick={() => void run()}>
          {t(testing ? "setupTestRunning" : test === null ? "setupTestStart" : "setupTestAgain")}
        </Button>
      </div>
    </Card>
  );
}

function Outcome({ test }: { readonly test: ConnectionTest }) {
  const t = useStrings();
  const { works, sentences } = wordsOfTest(test);
  return (
    <Notice look={works ? "calm" : "note"}>
      {sentences.map((sentence) => (
        <p key={sentence}>{t(sentence)}</p>
      ))}
    </Notice>
  );
}
