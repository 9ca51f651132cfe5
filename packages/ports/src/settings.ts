/** One document of settings, as its source keeps it. */
export interface SettingsDocument {
  /** Such as `thresholds`. */
  readonly name: string;
  /** The source's mark of this content, such as `7` or a hash: other content has another mark. At most 100 plain characters. */
  readonly version: string;
  /** JSON, not yet checked. */
  readonly text: string;
}

/** Where people write settings while the program runs. */
export interface SettingsSource {
  /**
   * The documents of these names, in any order; those that do not exist are left out.
   *
   * @throws PortError when the source cannot be asked, or refuses: not knowing is not the same as not existing
   */
  load(names: readonly string[]): Promise<readonly SettingsDocument[]>;
}
