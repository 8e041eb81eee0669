/**
 * The style sheets of every page: the book's, then those of the controls, whose markup the server sends and which must
 * look right before their code arrives. The book's comes first, because its first line orders the layers.
 */
import '../styles/index.css';
import './figure-styles.ts';
