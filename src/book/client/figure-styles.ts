// a module of its own: the glob's imports run before any other import of their module
import.meta.glob(['../../ui/**/*.css', '../../figures/**/*.css', '!**/tokens.css', '!**/*.module.css'], { eager: true });
