import type { ComponentProps } from "preact";
import styles from "./button.module.css";

export interface ButtonProps extends Omit<ComponentProps<"button">, "class" | "disabled" | "onClick"> {
  /** One primary button per view; quiet ones read as links. */
  readonly look?: "primary" | "secondary" | "quiet";
  readonly small?: boolean;
  readonly wide?: boolean;
  /** At work: stays focusable and says so, but a second press does nothing. */
  readonly busy?: boolean;
  readonly onClick: () => void;
}

/** By name and not by index, so that the build can put each class where it is used. */
const LOOKS = { primary: styles.primary, secondary: styles.secondary, quiet: styles.quiet };

export function Button({ look = "secondary", small, wide, busy = false, onClick, ...rest }: ButtonProps) {
  const looks = [styles.button, LOOKS[look], small && styles.small, wide && styles.wide];
  const press = (): void => {
    if (!busy) onClick();
  };
  return (
    <button type="button" {...rest} class={looks.filter(Boolean).join(" ")} aria-disabled={busy} onClick={press} />
  );
}
