// The sound of a new order, made here: two strokes on a small bell.

const STROKES = [
  { hz: 1318.5, at: 0 },
  { hz: 1760, at: 0.16 },
];
/** Partials of a bell: how far above the stroke, how loud, and how fast they fade, in seconds. */
const PARTIALS = [
  { times: 1, gain: 0.5, fades: 0.9 },
  { times: 2.76, gain: 0.18, fades: 0.45 },
  { times: 5.4, gain: 0.08, fades: 0.2 },
];

export class Bell {
  #context: AudioContext | undefined;

  get isArmed(): boolean {
    return this.#context?.state === "running";
  }

  /** To be called in answer to a press: a browser lets no page make sounds before. */
  async arm(): Promise<boolean> {
    this.#context ??= new AudioContext();
    if (this.#context.state !== "running") await this.#context.resume().catch(() => undefined);
    return this.isArmed;
  }

  ring(): void {
    const context = this.#context;
    if (!context || !this.isArmed) return;
    for (const { hz, at } of STROKES) {
      const begins = context.currentTime + at;
      for (const { times, gain, fades } of PARTIALS) {
        const tone = new OscillatorNode(context, { frequency: hz * times });
        const volume = new GainNode(context, { gain: 0 });
        volume.gain.setValueAtTime(gain, begins);
        volume.gain.exponentialRampToValueAtTime(0.0001, begins + fades);
        tone.connect(volume).connect(context.destination);
        tone.start(begins);
        tone.stop(begins + fades);
      }
    }
  }
}
