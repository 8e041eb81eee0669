/**
 * A digit of the reader's own, drawn or from a picture. It is theirs and may show anything, so it is no parameter: no
 * link carries it, no file of a run holds it, and nothing stores it.
 */
import { useState } from 'react';
import DrawPad from './draw-pad.tsx';
import PictureDrop from './picture-drop.tsx';

interface OwnDigitProps {
  /** 28 × 28 pixels 0 … 255, row after row, as the digits of MNIST are; undefined when there is none any more. */
  onDigit: (pixels: Uint8Array | undefined) => void;
}

export default function OwnDigit({ onDigit }: OwnDigitProps) {
  // the later one counts; when it is taken away, the other one counts again
  const [kept, setKept] = useState<{ readonly drawn?: Uint8Array | undefined; readonly picture?: Uint8Array | undefined }>({});
  const draw = (drawn: Uint8Array | undefined) => {
    setKept({ ...kept, drawn });
    onDigit(drawn ?? kept.picture);
  };
  const bring = (picture: Uint8Array | undefined) => {
    setKept({ ...kept, picture });
    onDigit(picture ?? kept.drawn);
  };
  return (
    <div className="own-digit">
      <DrawPad onDraw={draw} />
      <PictureDrop onPicture={bring} />
    </div>
  );
}
