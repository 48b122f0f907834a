import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { InviteForm, type InviteFormProps } from "./InviteForm.tsx";
import styles from "./setup.module.css";

export function UpdateInvite({ onBack, ...form }: InviteFormProps & { readonly onBack: () => void }) {
  const t = useStrings();
  return (
    <>
      <header class={styles.intro}>
        <h1 tabIndex={-1}>{t("setupUpdateTitle")}</h1>
        <p>{t("setupUpdateHelp")}</p>
      </header>
      <Card>
        <InviteForm {...form} />
      </Card>
      <div class={styles.flush}>
        <Button look="quiet" small onClick={onBack}>
          {t("setupBack")}
        </Button>
      </div>
    </>
  );
}
