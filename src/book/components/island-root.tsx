/** The root of every figure, the same on the server and in the browser. Keeps the recording on the page when a figure breaks. */
import { Component, useEffect, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Called when the figure listens, after its own effects. */
  readonly onReady?: () => void;
  readonly onError?: (error: unknown) => void;
  /** The server's HTML, shown when the figure's code throws while it renders. */
  readonly still?: string;
}

export class IslandRoot extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
  }

  override render() {
    const { children, onReady, still = '' } = this.props;
    if (this.state.broken) return <div dangerouslySetInnerHTML={{ __html: still }} />;
    return <Ready onReady={onReady}>{children}</Ready>;
  }
}

function Ready({ children, onReady }: { readonly children: ReactNode; readonly onReady: (() => void) | undefined }) {
  useEffect(() => onReady?.(), [onReady]);
  return children;
}
