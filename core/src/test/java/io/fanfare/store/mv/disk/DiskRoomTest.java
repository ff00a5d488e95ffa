package io.fanfare.store.mv.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.store.DiskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a store lives with the space that its disk has, on a disk of 64 MiB. */
final class DiskRoomTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final long RESERVE = 8 * MEBIBYTE;
  private static final long SECOND = 1_000_000_000;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private final Logger logger = Logger.getLogger(DiskRoom.class.getName());
  private final List<String> log = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          log.add(logged.getLevel() + " " + logged.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private long free = 64 * MEBIBYTE;
  private long now;
  private SpaceInFile file = SpaceInFile.NONE;

  @BeforeEach
  void listen() {
    logger.addHandler(listener);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void deafen() {
    logger.removeHandler(listener);
    logger.setUseParentHandlers(true);
  }

  @Test
  void thereIsRoomUntilTheReserveIsTouched() {
    DiskRoom room = room();
    look(room, RESERVE + 1, 0);
    assertTrue(room.hasRoom());
    look(room, RESERVE - 1, 0);
    assertFalse(room.hasRoom());
    assertEquals(DiskState.Room.FULL, room.said());
  }

  @Test
  void whatIsPendingIsNotFreeAndWhatTheFileHasIs() {
    DiskRoom room = room();
    look(room, RESERVE + MEBIBYTE, 2 * MEBIBYTE);
    assertFalse(room.hasRoom());
    file = new SpaceInFile(6 * MEBIBYTE, 6 * MEBIBYTE, 0);
    look(room, RESERVE + MEBIBYTE, 2 * MEBIBYTE);
    assertTrue(room.hasRoom());
  }

  @Test
  void whatIsAcceptedTakesRoomBeforeItIsWritten() {
    DiskRoom room = room();
    look(room, RESERVE + MEBIBYTE, 0);
    room.accept(MEBIBYTE);
    assertFalse(room.hasRoom());
    assertEquals(DiskState.Room.ENOUGH, room.said());
    room.written(MEBIBYTE);
    assertTrue(room.hasRoom());
  }

  @Test
  void thereIsRoomAgainOnlyWithSomeMoreThanTheReserve() {
    DiskRoom room = room();
    look(room, RESERVE - 1, 0);
    look(room, RESERVE + MEBIBYTE, 0);
    assertFalse(room.hasRoom());
    look(room, RESERVE + 2 * MEBIBYTE, 0);
    assertTrue(room.hasRoom());
  }

  @Test
  void aChangeIsLoggedOnceHoweverOftenSendsComeAndGo() {
    DiskRoom room = room();
    for (int i = 0; i < 100; i++) {
      look(room, RESERVE - MEBIBYTE, 0);
      now += SECOND;
      look(room, RESERVE + 3 * MEBIBYTE, 0);
      now += SECOND;
    }
    assertEquals(List.of("WARNING The disk is full and sends are refused"), log);
    now += 10 * SECOND;
    look(room, 30 * MEBIBYTE, 0);
    assertEquals(DiskState.Room.ENOUGH, room.said());
    assertEquals(2, log.size());
    assertEquals("INFO There is room again on the disk", log.get(1));
  }

  @Test
  void theLessIsFreeTheEarlierACheckpointIsDue() {
    DiskRoom room = room();
    look(room, RESERVE + 32 * MEBIBYTE, 0);
    assertEquals(2 * MEBIBYTE, room.pendingLimit());
    look(room, RESERVE + 12 * MEBIBYTE, 0);
    assertEquals(768 << 10, room.pendingLimit());
    look(room, 0, 0);
    assertEquals(512 << 10, room.pendingLimit());
  }

  @Test
  void aWriteWithoutSpaceGetsTheBallast() throws IOException {
    DiskRoom room = room();
    room.opened();
    assertTrue(Files.exists(directory.resolve(Ballast.FILE)));
    int[] tries = {0};
    room.write(
        () -> {
          if (tries[0]++ == 0) {
            throw noSpace();
          }
        });
    assertEquals(2, tries[0]);
    assertFalse(Files.exists(directory.resolve(Ballast.FILE)));
    assertTrue(room.isRestless());
    look(room, 30 * MEBIBYTE, 0);
    assertTrue(Files.exists(directory.resolve(Ballast.FILE)));
    assertFalse(room.isRestless());
    assertEquals(List.of(), log);
  }

  @Test
  void aWriteWithoutSpaceWaitsForSomeOnceTheBallastIsGone() throws IOException {
    DiskRoom room = room();
    room.opened();
    int[] tries = {0};
    room.write(
        () -> {
          if (tries[0]++ < 3) {
            throw noSpace();
          }
        });
    assertEquals(4, tries[0]);
    assertFalse(room.hasRoom());
    assertEquals(List.of("WARNING The disk is full and sends are refused"), log);
  }

  @Test
  void whileItOpensAStoreDoesNotWaitForSpace() {
    DiskRoom room = room();
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                room.write(
                    () -> {
                      throw noSpace();
                    }));
    assertTrue(room.isNoSpace(failure));
    assertFalse(Files.exists(directory.resolve(Ballast.FILE)));
  }

  @Test
  void anotherFailureIsFinal() {
    DiskRoom room = room();
    room.opened();
    assertThrows(
        IOException.class,
        () ->
            room.write(
                () -> {
                  throw new IOException("Input/output error");
                }));
    assertTrue(Files.exists(directory.resolve(Ballast.FILE)));
  }

  private static IOException noSpace() {
    return new IOException("No space left on device");
  }

  private DiskRoom room() {
    Ballast ballast =
        new Ballast(directory.resolve(Ballast.FILE), DiskRoom.ballastBytes(4 * MEBIBYTE, free));
    return new DiskRoom(ballast, 0, () -> free, () -> now);
  }

  private void look(DiskRoom room, long freeBytes, long pendingBytes) {
    free = freeBytes;
    room.look(pendingBytes, () -> file);
    room.conclude();
  }
}
