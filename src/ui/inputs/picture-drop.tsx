/** A picture of a digit from the reader: dropped, pasted or chosen. It is read here and goes nowhere. */
// what is dropped or pasted goes to the group around the controls, which therefore takes the focus
/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */
import { useId, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { digitize } from '../../datasets/digitize.ts';
import { inkOf } from '../../datasets/ink.ts';
import { inkPicture, Pixels } from '../../plots/pixels.tsx';
import { Button } from '../controls/button.tsx';
import { Toggle } from '../controls/toggle.tsx';
import { readPicture, type ReadPicture } from './read-picture.ts';
import './inputs.css';

interface PictureDropProps {
  /** 28 × 28 pixels 0 … 255, row after row, as the digits of MNIST are; undefined when it is taken away. */
  onPicture: (pixels: Uint8Array | undefined) => void;
}

const SIZE = 28;
const PLAIN = 'This picture is of one grey, with nothing on it.';
const NO_FILE = 'There was no picture in what you dropped or pasted.';

export default function PictureDrop({ onPicture }: PictureDropProps) {
  const id = useId();
  const [picture, setPicture] = useState<ReadPicture>();
  const [pixels, setPixels] = useState<Uint8Array>();
  const [flip, setFlip] = useState(false);
  const [said, setSaid] = useState('');
  const [over, setOver] = useState(false);
  const asked = useRef(0);
  const chooser = useRef<HTMLInputElement>(null);

  const show = (read: ReadPicture | undefined, flipped: boolean) => {
    const inked = read && inkOf(read.rgba, read.height, read.width, flipped);
    const digit = inked && digitize(inked.drawing);
    setPicture(read);
    setFlip(flipped);
    setPixels(digit);
    setSaid(read ? (digit ? `${read.note ?? ''} This is what the network sees.`.trim() : PLAIN) : '');
    onPicture(digit);
  };
  const take = async (file: Blob | null | undefined) => {
    const turn = ++asked.current;
    if (!file) return setSaid(NO_FILE);
    setSaid('Reading the picture …');
    const read = await readPicture(file);
    if (turn !== asked.current) return; // a later one is on its way
    if ('problem' in read) setSaid(read.problem);
    else show(read, false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation(); // the figure itself takes other files
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    void take([...event.clipboardData.items].find((item) => item.kind === 'file')?.getAsFile());
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(event.type === 'dragover');
  };
  const clear = () => {
    asked.current++;
    if (chooser.current) chooser.current.value = '';
    show(undefined, false);
  };

  return (
    <div
      className="picture-drop"
      role="group"
      tabIndex={0}
      aria-label="a picture of your own"
      data-over={over || undefined}
      onDragOver={hover}
      onDragLeave={hover}
      onDrop={drop}
      onPaste={paste}
    >
      <label htmlFor={id}>Drop a picture of a digit here, paste it, or choose a file</label>
      <input
        ref={chooser}
        id={id}
        type="file"
        accept="image/*"
        onChange={(event) => event.currentTarget.files?.length && void take(event.currentTarget.files[0])}
      />
      {pixels && <Pixels src={inkPicture(pixels, SIZE, SIZE)} alt="your picture, as the network sees it" />}
      {picture && (
        <div className="row">
          <Toggle label="swap ink and paper" value={flip} onChange={(flipped) => show(picture, flipped)} />
          <Button onPress={clear}>take it away</Button>
        </div>
      )}
      <p className="small" role="status">
        {said || 'It stays on this device, and out of every link.'}
      </p>
    </div>
  );
}
