import type { ServerProgram } from './find-server.ts';

/** What one start decides; all other settings are fixed. */
export type SettingsInput = {
  /** Whether the data must survive the machine's power failing: `false` is for tests. */
  readonly durable: boolean;
  /** Memory for InnoDB's pages, in MiB. */
  readonly bufferPoolMb: number;
};

/**
 * The settings on which the shop relies (isolation, UTC, strict mode, a flush at every commit), as server options that
 * MariaDB 10.11 and MySQL 8.4 both understand.
 *
 * @param flavor - the server's family
 * @param input - what this start decides
 * @returns command line options
 */
export function serverSettings(flavor: ServerProgram['flavor'], input: SettingsInput): string[] {
  return [
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--transaction-isolation=READ-COMMITTED',
    '--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    '--default-storage-engine=InnoDB',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-lock-wait-timeout=3',
    `--innodb-buffer-pool-size=${input.bufferPoolMb}M`,
    '--max-connections=300',
    '--max-allowed-packet=64M',
    '--skip-name-resolve',
    '--skip-log-bin',
    '--local-infile=OFF',
    '--performance-schema=OFF',
    ...(flavor === 'mysql' ? ['--mysqlx=OFF'] : []),
    ...(input.durable ? [] : ['--skip-innodb-doublewrite']),
    // The log is still written at each commit, so that a killed server loses nothing; only the wait for the disk goes.
    ...(!input.durable && flavor === 'mariadb' ? ['--debug-no-sync'] : []),
  ];
}
