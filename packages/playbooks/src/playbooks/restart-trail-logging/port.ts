/** What restarting a trail asks of CloudTrail. */
export interface TrailControl {
  /** Whether the trail is logging now; `not_found` when there is no such trail. */
  status(trailName: string): Promise<'logging' | 'stopped' | 'not_found'>;
  startLogging(trailName: string): Promise<void>;
}
