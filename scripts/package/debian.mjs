import { copyFile, chmod, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Installer, transformVersion } from 'electron-installer-debian'
import { root } from '../run.mjs'

const metainfo = 'io.github.runnel.Runnel.metainfo.xml'
const architectures = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' }

/** The installer of electron-installer-debian, with a description for software centres. */
class RunnelInstaller extends Installer {
  get contentFunctions() {
    return [...super.contentFunctions, 'createMetainfo']
  }

  async createMetainfo() {
    const folder = join(this.stagingDir, 'usr/share/metainfo')
    await mkdir(folder, { recursive: true })
    await copyFile(join(root, 'scripts/package', metainfo), join(folder, metainfo))
    await chmod(join(folder, metainfo), 0o644)
  }
}

/** Makes a .deb of an unpacked app and answers with its path. Needs `dpkg-deb`. `quick`: 5 % larger in a tenth of the time. */
export async function makeDeb({ unpacked, output, quick }) {
  const { version, description } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const architecture = architectures[process.arch] ?? process.arch
  const name = `runnel_${transformVersion(version)}_${architecture}.deb`
  const files = await readdir(join(root, 'resources/icons'))
  const icons = files.map((file) => [file.replace('.png', ''), join(root, 'resources/icons', file)])
  const installer = new RunnelInstaller({
    src: unpacked,
    dest: output,
    arch: architecture,
    rename: () => join(output, name),
    logger: () => {},
    options: {
      name: 'runnel',
      productName: 'Runnel',
      bin: 'runnel',
      version: transformVersion(version),
      description: 'desktop assistant for large language models',
      productDescription: description,
      maintainer: 'The Runnel maintainers <maintainers@example.invalid>',
      section: 'utils',
      icon: { ...Object.fromEntries(icons), scalable: join(root, 'resources/app-icon.svg') },
      desktopTemplate: join(root, 'scripts/package/runnel.desktop.ejs'),
      suggests: ['gnome-keyring'],
      compression: quick ? 'zstd' : 'xz',
    },
  })
  await installer.generateDefaults()
  installer.generateOptions()
  await installer.createStagingDir()
  await installer.createContents()
  await installer.createPackage()
  await installer.movePackage()
  return join(output, name)
}
