import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, makeDataFolder } from '../../../src/node/home.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

describe('the data folder of the terminal', () => {
  const home = '/home/ada';

  it('is WHETSTONE_HOME where it is set, counted from the working folder', () => {
    const env = { WHETSTONE_HOME: '/data/w', XDG_DATA_HOME: '/data/xdg' };
    assert.equal(dataFolder({ env, home, platform: 'linux' }), '/data/w');
    assert.equal(dataFolder({ env: { WHETSTONE_HOME: 'w' }, home, cwd: '/project' }), '/project/w');
  });

  it('is the folder of the platform otherwise', () => {
    const of = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
      dataFolder({ env, home, platform });
    assert.equal(of('linux'), '/home/ada/.local/share/whetstone');
    assert.equal(of('linux', { XDG_DATA_HOME: '/data/xdg' }), '/data/xdg/whetstone');
    assert.equal(of('linux', { XDG_DATA_HOME: 'relative' }), '/home/ada/.local/share/whetstone');
    assert.equal(of('linux', { XDG_DATA_HOME: '', WHETSTONE_HOME: '' }), '/home/ada/.local/share/whetstone');
    assert.equal(of('darwin'), '/home/ada/Library/Application Support/whetstone');
    assert.equal(of('win32', { APPDATA: '/roaming' }), '/roaming/whetstone');
    assert.equal(of('win32'), '/home/ada/AppData/Roaming/whetstone');
  });

  it('is made for the user alone, and an existing one keeps its rights', async () => {
    const folder = temporaryFolder();
    try {
      const path = join(folder.path, 'a', 'b');
      await makeDataFolder(path);
      assert.equal(statSync(path).mode & 0o777, 0o700);
      await makeDataFolder(path);
    } finally {
      folder.remove();
    }
  });
});
