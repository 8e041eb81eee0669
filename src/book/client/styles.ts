/**
 * Every style sheet: the book's, then those of the controls and figures, whose markup the server sends and which must
 * look right before their code arrives. The book's comes first, because its first line orders the layers.
 */
import '../styles/index.css';
import './figure-styles.ts';
