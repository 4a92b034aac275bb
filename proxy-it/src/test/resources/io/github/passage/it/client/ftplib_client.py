"""One FTP session by ftplib: HOST PORT USER PASSWORD OPERATION ARGUMENT..."""
import ftplib
import os
import sys

BLOCK = 65536


def list(ftp, directory):
    ftp.retrlines("LIST " + directory)


def nlst(ftp, directory):
    for name in ftp.nlst(directory):
        print(name)


def mlsd(ftp, directory):
    for name, facts in ftp.mlsd(directory):
        print(name, facts)


def retrieve(ftp, remote, local):
    with open(local, "wb") as file:
        ftp.retrbinary("RETR " + remote, file.write, BLOCK)


def store(ftp, local, remote):
    with open(local, "rb") as file:
        ftp.storbinary("STOR " + remote, file, BLOCK)


def resume_retrieve(ftp, remote, local):
    with open(local, "ab") as file:
        ftp.retrbinary("RETR " + remote, file.write, BLOCK, rest=os.path.getsize(local))


def resume_store(ftp, local, remote, offset):
    with open(local, "rb") as file:
        file.seek(int(offset))
        ftp.storbinary("STOR " + remote, file, BLOCK, rest=int(offset))


def abort(ftp, large, after, local):
    ftp.voidcmd("TYPE I")
    data = ftp.transfercmd("RETR " + large)
    data.recv(BLOCK)
    print("ABOR")
    reply = ftp.abort()
    print(reply)
    data.close()
    # abort() reads one reply; a 426 for the transfer comes before that for ABOR
    if reply.startswith("426"):
        ftp.voidresp()
    retrieve(ftp, after, local)


host, port, user, password, operation, *arguments = sys.argv[1:]
session = ftplib.FTP(timeout=20)
session.set_debuglevel(1)
session.connect(host, int(port))
session.login(user, password)
globals()[operation](session, *arguments)
session.quit()
