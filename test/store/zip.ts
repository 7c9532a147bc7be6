type Part = { readonly name: string; readonly content: Buffer };

/** A zip archive of stored (not compressed) parts, as small as the format allows. */
export function zipOf(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const header = localHeader(part);
    central.push(centralHeader(part, offset));
    local.push(header, part.content);
    offset += header.length + part.content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function localHeader({ name, content }: Part): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  sizes(header, 14, name, content);
  return Buffer.concat([header, Buffer.from(name)]);
}

function centralHeader({ name, content }: Part, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 6);
  sizes(header, 16, name, content);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, Buffer.from(name)]);
}

/** Checksum (nobody checks it here), compressed and plain size, length of the name. */
function sizes(header: Buffer, at: number, name: string, content: Buffer): void {
  header.writeUInt32LE(content.length, at + 4);
  header.writeUInt32LE(content.length, at + 8);
  header.writeUInt16LE(Buffer.byteLength(name), at + 12);
}
