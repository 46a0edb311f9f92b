// Holds the write lock of a database for some time. Arguments: path of the database, milliseconds.
import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const [path = '', milliseconds = '0'] = process.argv.slice(2);
const connection = new DatabaseSync(path);
connection.exec('BEGIN IMMEDIATE');
writeSync(1, 'locked\n');
setTimeout(() => {
  connection.exec('ROLLBACK');
  connection.close();
}, Number(milliseconds));
