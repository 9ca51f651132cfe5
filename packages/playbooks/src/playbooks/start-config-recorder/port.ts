/** What starting a recorder asks of AWS Config. */
export interface Recorders {
  /** Whether the recorder records now; `not_found` when there is no such recorder. */
  status(recorderName: string): Promise<'recording' | 'stopped' | 'not_found'>;
  start(recorderName: string): Promise<void>;
}
