import { findProgram } from '@storegraph/private-database/find-server';
import { installCommand, installWithApt, type SystemPackage } from '@storegraph/private-database/system-packages';

const rabbitmq: SystemPackage = {
  label: 'RabbitMQ',
  names: {
    apt: 'rabbitmq-server',
    dnf: 'rabbitmq-server',
    zypper: 'rabbitmq-server',
    pacman: 'rabbitmq',
    apk: 'rabbitmq-server',
    brew: 'rabbitmq',
  },
  service: 'rabbitmq-server',
};

/**
 * Makes sure that there is a broker for the tests, or brings one with `apt-get`.
 *
 * @param onProgress - called with a line now and again
 * @throws Error naming the command that installs one on this system
 */
export async function obtainRabbitmq(onProgress: (line: string) => void): Promise<void> {
  const isInstalled = (): boolean => findProgram(['rabbitmq-server']) !== null;
  if (isInstalled() || ((await installWithApt(rabbitmq, onProgress)) && isInstalled())) return;
  throw new Error(
    `The tests of events need RabbitMQ, which is not installed. Install it, then start again:\n\n  ${installCommand(rabbitmq)}\n`,
  );
}
