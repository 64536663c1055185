/** Fault: a screen that failed says so and how to go on; the frame around it keeps working. */
import { Component, type ComponentChildren } from 'preact';
import { words } from '../strings';
import { Shape } from './shape';

interface FaultProps {
  /** The screen shown; another one gets another try. */
  readonly place: string;
  readonly children: ComponentChildren;
}

export class Fault extends Component<FaultProps, { readonly failed_at: string | null }> {
  override state = { failed_at: null };

  override componentDidCatch(problem: unknown): void {
    // To the console on purpose: a fault of the page itself has no other place.
    // biome-ignore lint/suspicious/noConsole: see above
    console.error(problem);
    this.setState({ failed_at: this.props.place });
  }

  override render() {
    if (this.state.failed_at !== this.props.place) return this.props.children;
    return (
      <div class="note" data-kind="ill" role="alert">
        <Shape kind="ill" />
        <div>
          <h1>{words.problems.broken}</h1>
          <p>{words.problems.broken_hint}</p>
        </div>
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.problems.reload}
        </button>
      </div>
    );
  }
}
