/** Brings a page to life. A text page loads this file and nothing else; figures fetch what they need when one comes near. */
import '../styles/index.css';
import { cards } from './cards.ts';
import { islands, setters } from './islands.ts';
import { notes } from './notes.ts';
import { currentPlace } from './place.ts';
import { themeChoice } from './theme.ts';

// every style sheet of the controls and figures: the server's markup must look right before their code arrives
import.meta.glob(['../../ui/**/*.css', '../../figures/**/*.css', '!**/tokens.css', '!**/*.module.css'], { eager: true });

themeChoice();
currentPlace();
notes();
cards();
setters();
islands();
