package io.fanfare.house.planted.core;

import io.fanfare.house.planted.queues.PlantedService;

/** A shared word that imports a floor above it. */
final class UpwardImport {

  private final PlantedService service = new PlantedService();

  @Override
  public String toString() {
    return service.engine();
  }
}
