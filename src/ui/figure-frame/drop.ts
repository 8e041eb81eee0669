/** A run that was taken away, dropped on its figure, is shown again. The code for it comes with the first file. */
import type { DragEvent } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Figure } from './use-figure.ts';

export function dropOn<T extends ParamTable, V>(figure: Figure<T, V>) {
  return {
    onDragOver(event: DragEvent) {
      // without this the browser would not offer the drop
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop(event: DragEvent) {
      const [file] = event.dataTransfer.files;
      // a part of the figure that takes pictures has taken it
      if (!file || event.defaultPrevented) return;
      event.preventDefault();
      void import('../panels/takeaway/open-run.tsx').then(({ openRun }) => openRun(figure, file));
    },
  };
}
