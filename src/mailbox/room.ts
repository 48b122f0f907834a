/** Something that can be full. */
export interface Room {
  /** Sets room aside; false if there is not enough. Give back what was not used. */
  reserve(bytes: number): Promise<boolean>;
  release(bytes: number): void;
}
