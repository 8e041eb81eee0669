/**
 * The root of every figure, the same on the server and in the browser. A figure that breaks while it is looked at starts
 * anew from its recording; one that breaks at once stays the server's markup.
 */
import { Component, useEffect, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Called when the figure listens, after its own effects. */
  readonly onReady?: () => void;
  readonly onError?: (error: unknown) => void;
  /** Called when the figure has started anew, without the server's markup: the page says so. */
  readonly onRestart?: () => void;
  /** The server's HTML, shown when the figure's code throws while it renders. */
  readonly still?: string;
}

interface State {
  readonly broken: boolean;
  /** How often the figure has started anew. */
  readonly starts: number;
}

/** A figure that breaks again and again is left alone. */
const MOST_STARTS = 5;

export class IslandRoot extends Component<Props, State> {
  override state: State = { broken: false, starts: 0 };
  #ready = false;

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
    if (this.#ready && this.state.starts < MOST_STARTS) this.setState(({ starts }) => ({ broken: false, starts: starts + 1 }));
    this.#ready = false;
  }

  #listens = () => {
    this.#ready = true;
    if (this.state.starts) this.props.onRestart?.();
    this.props.onReady?.();
  };

  override render() {
    const { children, still = '' } = this.props;
    const { broken, starts } = this.state;
    if (broken) return <div dangerouslySetInnerHTML={{ __html: still }} />;
    return (
      <Ready key={starts} onReady={this.#listens}>
        {children}
      </Ready>
    );
  }
}

function Ready({ children, onReady }: { readonly children: ReactNode; readonly onReady: () => void }) {
  useEffect(() => onReady(), [onReady]);
  return children;
}
