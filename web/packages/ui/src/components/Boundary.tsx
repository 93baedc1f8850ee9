// Catches what a page throws while it is drawn, so that the rest of the app stays.

import { Component, type ReactNode } from "react";

interface Props {
  /** Drawn instead; `again` tries once more. */
  fallback: (error: unknown, again: () => void) => ReactNode;
  children: ReactNode;
}

export class Boundary extends Component<Props, { error: unknown; failed: boolean }> {
  override state = { error: undefined as unknown, failed: false };

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true };
  }

  #again = () => this.setState({ error: undefined, failed: false });

  override render() {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(this.state.error, this.#again);
  }
}
