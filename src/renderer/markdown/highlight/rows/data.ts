import { plain, type LanguageRow } from './language-row'

/** Languages that data is asked for, described and kept in. */
export const dataLanguages: readonly LanguageRow[] = [
  [
    'sql',
    'SQL',
    'sql',
    'ddl dml sqlite sqlite3 snowflake bigquery duckdb',
    async () => (await import('../modes/data/sql')).sql,
  ],
  ['mysql', 'MySQL', 'sql', 'mariadb', async () => (await import('../modes/data/sql')).mySql],
  [
    'postgresql',
    'PostgreSQL',
    'sql',
    'postgres pgsql psql plpgsql',
    async () => (await import('../modes/data/sql')).sql,
  ],
  ['tsql', 'T-SQL', 'sql', 'mssql sqlserver t-sql', async () => (await import('../modes/data/sql')).sql],
  ['plsql', 'PL/SQL', 'sql', 'pl/sql oracle', async () => (await import('../modes/data/sql')).sql],
  [
    'cypher',
    'Cypher',
    'cypher',
    'neo4j',
    async () => plain((await import('@codemirror/legacy-modes/mode/cypher')).cypher),
  ],
  ['yaml', 'YAML', 'yaml', 'yml docker-compose compose', async () => (await import('../modes/yaml')).yaml],
  ['toml', 'TOML', 'toml', '', async () => (await import('../modes/data/toml')).toml],
  [
    'ini',
    'INI',
    'ini',
    'properties env dotenv conf cfg editorconfig systemd service desktop gitconfig',
    async () => (await import('../modes/data/ini')).ini,
  ],
  [
    'protobuf',
    'Protocol Buffers',
    'proto',
    'proto proto3',
    async () => (await import('../modes/data/protobuf')).protobuf,
  ],
  ['prisma', 'Prisma', 'prisma', '', async () => (await import('../modes/data/prisma')).prisma],
  ['ebnf', 'EBNF', 'ebnf', 'bnf', async () => plain((await import('@codemirror/legacy-modes/mode/ebnf')).ebnf)],
]
