/** A matrix to edit: a field a number, arrow keys from field to field, blocks pasted from a spreadsheet, ready-made ones. */
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { check, same, type AnyValue, type MatrixParam } from '../../core/params.ts';
import { Button } from '../controls/button.tsx';
import { lay, numberIn, readBlock } from './read-block.ts';
import './inputs.css';

interface MatrixGridProps {
  param: MatrixParam;
  /** Anything else than numbers counts as the default. */
  value: AnyValue;
  onChange: (value: readonly number[]) => void;
  describedBy?: string;
}

export default function MatrixGrid({ param, value: given, onChange, describedBy }: MatrixGridProps) {
  const value = isNumbers(given) ? given : param.default;
  const { label, rows, columns, min, max, presets = [] } = param;
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  /** What is being typed into a field and is not, or not yet, a number that it may hold. */
  const [draft, setDraft] = useState<{ readonly at: number; readonly text: string }>();
  const fresh = useRef(false);
  const [said, setSaid] = useState('');
  /** The server's fields can be seen before anybody listens to them. */
  const [listening, setListening] = useState(false);
  useEffect(() => setListening(true), []);

  const put = (next: readonly number[], left = 0) => {
    const { value: checked, problem } = check(param, next);
    setDraft(undefined);
    setSaid([problem, left > 0 ? `${left} of the pasted cells did not fit or held no number.` : ''].filter(Boolean).join(' '));
    onChange(checked);
  };
  const type = (at: number, text: string) => {
    const number = numberIn(text);
    const fits = number !== undefined && check(param, value.with(at, number)).problem === undefined;
    setDraft({ at, text });
    setSaid('');
    if (fits) onChange(value.with(at, number));
  };
  /** Leaving a field with a number that it may not hold brings it to the nearest one, and says so. */
  const leave = (at: number) => {
    const number = draft?.at === at ? numberIn(draft.text) : undefined;
    if (number !== undefined && number !== value[at]) put(value.with(at, number));
    else setDraft(undefined);
  };
  /** The first press on a field selects its number, to type over; the next one sets the caret. */
  const pick = (field: HTMLInputElement) => {
    if (fresh.current) field.select();
    fresh.current = false;
  };
  const go = (at: number) => {
    const field = table.current?.querySelectorAll('input')[at];
    field?.focus();
    field?.select();
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    const { selectionStart, selectionEnd, value: text } = event.currentTarget;
    const column = at % columns;
    const all = selectionStart === 0 && selectionEnd === text.length;
    let to = at;
    if (event.key === 'ArrowUp') to = at - columns;
    else if (event.key === 'ArrowDown' || event.key === 'Enter') to = at + columns;
    else if (event.key === 'ArrowLeft' && column > 0 && (all || selectionEnd === 0)) to = at - 1;
    else if (event.key === 'ArrowRight' && column < columns - 1 && (all || selectionStart === text.length)) to = at + 1;
    else return;
    event.preventDefault();
    if (to >= 0 && to < rows * columns) go(to);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, at: number) => {
    const block = readBlock(event.clipboardData.getData('text/plain'));
    if (!block) return; // one number goes into its field as typed
    event.preventDefault();
    const laid = lay(block, value, param, at);
    put(laid.value, laid.left);
  };

  return (
    <fieldset className="knob choice matrix-knob" disabled={!listening} aria-describedby={describedBy}>
      <legend>{label}</legend>
      {presets.length > 0 && (
        <div className="options">
          {presets.map((preset) => (
            <Button key={preset.name} look="tab" pressed={same(preset.value, value)} onPress={() => put(preset.value)}>
              {preset.name}
            </Button>
          ))}
        </div>
      )}
      <table ref={table}>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={`row ${row}`}>
              {Array.from({ length: columns }, (_column, column) => {
                const at = row * columns + column;
                const typed = draft?.at === at ? draft.text : undefined;
                const bad = typed !== undefined && numberIn(typed) !== value[at];
                return (
                  <td key={`column ${column}`}>
                    <input
                      type="text"
                      inputMode="decimal"
                      size={5}
                      aria-label={`row ${row + 1}, column ${column + 1}`}
                      aria-invalid={bad || undefined}
                      aria-describedby={`${id}said`}
                      value={typed ?? String(value[at] ?? 0).replace('-', '−')}
                      onChange={(event) => type(at, event.currentTarget.value)}
                      onFocus={() => (fresh.current = true)}
                      onClick={(event) => pick(event.currentTarget)}
                      onBlur={() => leave(at)}
                      onKeyDown={(event) => keys(event, at)}
                      onPaste={(event) => paste(event, at)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button onPress={() => put(param.default)} unavailable={same(param.default, value)}>
          reset
        </Button>
        <span className="small" id={`${id}said`} role="status">
          {said || `Numbers from ${min} to ${max}. A block from a spreadsheet can be pasted.`.replaceAll('-', '−')}
        </span>
      </div>
    </fieldset>
  );
}

const isNumbers = (value: AnyValue): value is readonly number[] => Array.isArray(value) && typeof value[0] === 'number';
