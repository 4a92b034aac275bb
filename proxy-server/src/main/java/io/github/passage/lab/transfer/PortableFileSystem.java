package io.github.passage.lab.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;

/** Apache FtpServer's native file system, with names translated by {@link DiskNames}. */
final class PortableFileSystem implements FileSystemFactory {

    private final NativeFileSystemFactory disk = new NativeFileSystemFactory();
    private final DiskNames names;

    PortableFileSystem() {
        this(DiskNames.ofThisSystem());
    }

    PortableFileSystem(DiskNames names) {
        this.names = names;
    }

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        return new View(disk.createFileSystemView(user), names);
    }

    private record View(FileSystemView disk, DiskNames names) implements FileSystemView {

        @Override
        public FtpFile getHomeDirectory() throws FtpException {
            return new NamedFile(disk.getHomeDirectory(), names);
        }

        @Override
        public FtpFile getWorkingDirectory() throws FtpException {
            return new NamedFile(disk.getWorkingDirectory(), names);
        }

        @Override
        public boolean changeWorkingDirectory(String directory) throws FtpException {
            return disk.changeWorkingDirectory(names.toDisk(directory));
        }

        @Override
        public FtpFile getFile(String file) throws FtpException {
            return new NamedFile(disk.getFile(names.toDisk(file)), names);
        }

        @Override
        public boolean isRandomAccessible() throws FtpException {
            return disk.isRandomAccessible();
        }

        @Override
        public void dispose() {
            disk.dispose();
        }
    }

    private record NamedFile(FtpFile disk, DiskNames names) implements FtpFile {

        @Override
        public String getAbsolutePath() {
            return names.fromDisk(disk.getAbsolutePath());
        }

        @Override
        public String getName() {
            return names.fromDisk(disk.getName());
        }

        @Override
        public boolean isHidden() {
            return disk.isHidden();
        }

        @Override
        public boolean isDirectory() {
            return disk.isDirectory();
        }

        @Override
        public boolean isFile() {
            return disk.isFile();
        }

        @Override
        public boolean doesExist() {
            return disk.doesExist();
        }

        @Override
        public boolean isReadable() {
            return disk.isReadable();
        }

        @Override
        public boolean isWritable() {
            return disk.isWritable();
        }

        @Override
        public boolean isRemovable() {
            return disk.isRemovable();
        }

        @Override
        public String getOwnerName() {
            return disk.getOwnerName();
        }

        @Override
        public String getGroupName() {
            return disk.getGroupName();
        }

        @Override
        public int getLinkCount() {
            return disk.getLinkCount();
        }

        @Override
        public long getLastModified() {
            return disk.getLastModified();
        }

        @Override
        public boolean setLastModified(long time) {
            return disk.setLastModified(time);
        }

        @Override
        public long getSize() {
            return disk.getSize();
        }

        @Override
        public Object getPhysicalFile() {
            return disk.getPhysicalFile();
        }

        @Override
        public boolean mkdir() {
            return disk.mkdir();
        }

        @Override
        public boolean delete() {
            return disk.delete();
        }

        @Override
        public boolean move(FtpFile destination) {
            return disk.move(destination instanceof NamedFile named ? named.disk() : destination);
        }

        @Override
        public @Nullable List<? extends FtpFile> listFiles() {
            List<? extends FtpFile> files = disk.listFiles();
            return files == null
                    ? null
                    : files.stream().map(file -> new NamedFile(file, names)).toList();
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            return disk.createOutputStream(offset);
        }

        @Override
        public InputStream createInputStream(long offset) throws IOException {
            return disk.createInputStream(offset);
        }
    }
}
