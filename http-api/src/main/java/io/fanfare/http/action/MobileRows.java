package io.fanfare.http.action;

import io.fanfare.topics.Topics;
import io.fanfare.topics.mobile.CheckIfPhoneNumberIsOptedOut;
import io.fanfare.topics.mobile.CreatePlatformApplication;
import io.fanfare.topics.mobile.CreatePlatformEndpoint;
import io.fanfare.topics.mobile.CreateSMSSandboxPhoneNumber;
import io.fanfare.topics.mobile.DeleteEndpoint;
import io.fanfare.topics.mobile.DeletePlatformApplication;
import io.fanfare.topics.mobile.DeleteSMSSandboxPhoneNumber;
import io.fanfare.topics.mobile.GetEndpointAttributes;
import io.fanfare.topics.mobile.GetPlatformApplicationAttributes;
import io.fanfare.topics.mobile.GetSMSAttributes;
import io.fanfare.topics.mobile.GetSMSSandboxAccountStatus;
import io.fanfare.topics.mobile.ListEndpointsByPlatformApplication;
import io.fanfare.topics.mobile.ListOriginationNumbers;
import io.fanfare.topics.mobile.ListPhoneNumbersOptedOut;
import io.fanfare.topics.mobile.ListPlatformApplications;
import io.fanfare.topics.mobile.ListSMSSandboxPhoneNumbers;
import io.fanfare.topics.mobile.Mobile;
import io.fanfare.topics.mobile.OptInPhoneNumber;
import io.fanfare.topics.mobile.SetEndpointAttributes;
import io.fanfare.topics.mobile.SetPlatformApplicationAttributes;
import io.fanfare.topics.mobile.SetSMSAttributes;
import io.fanfare.topics.mobile.VerifySMSSandboxPhoneNumber;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The rows of the topics' actions on phones. */
public final class MobileRows {

  private MobileRows() {}

  static List<Action<Topics, ?, ?>> all() {
    return Stream.concat(ofTextMessages(), ofPushNotifications()).toList();
  }

  private static Stream<Action<Topics, ?, ?>> ofTextMessages() {
    return Stream.of(
        row(
            CheckIfPhoneNumberIsOptedOut.class,
            CheckIfPhoneNumberIsOptedOut.Result.class,
            Mobile::checkIfPhoneNumberIsOptedOut),
        row(
            CreateSMSSandboxPhoneNumber.class,
            CreateSMSSandboxPhoneNumber.Result.class,
            Mobile::createSMSSandboxPhoneNumber),
        row(
            DeleteSMSSandboxPhoneNumber.class,
            DeleteSMSSandboxPhoneNumber.Result.class,
            Mobile::deleteSMSSandboxPhoneNumber),
        row(GetSMSAttributes.class, GetSMSAttributes.Result.class, Mobile::getSMSAttributes),
        row(
            GetSMSSandboxAccountStatus.class,
            GetSMSSandboxAccountStatus.Result.class,
            Mobile::getSMSSandboxAccountStatus),
        row(
            ListOriginationNumbers.class,
            ListOriginationNumbers.Result.class,
            Mobile::listOriginationNumbers),
        row(
            ListPhoneNumbersOptedOut.class,
            ListPhoneNumbersOptedOut.Result.class,
            Mobile::listPhoneNumbersOptedOut),
        row(
            ListSMSSandboxPhoneNumbers.class,
            ListSMSSandboxPhoneNumbers.Result.class,
            Mobile::listSMSSandboxPhoneNumbers),
        row(OptInPhoneNumber.class, OptInPhoneNumber.Result.class, Mobile::optInPhoneNumber),
        row(SetSMSAttributes.class, SetSMSAttributes.Result.class, Mobile::setSMSAttributes)
            .needing(BodySize.SETTINGS),
        row(
            VerifySMSSandboxPhoneNumber.class,
            VerifySMSSandboxPhoneNumber.Result.class,
            Mobile::verifySMSSandboxPhoneNumber));
  }

  private static Stream<Action<Topics, ?, ?>> ofPushNotifications() {
    return Stream.of(
        row(
                CreatePlatformApplication.class,
                CreatePlatformApplication.Result.class,
                Mobile::createPlatformApplication)
            .needing(BodySize.SETTINGS),
        row(
                CreatePlatformEndpoint.class,
                CreatePlatformEndpoint.Result.class,
                Mobile::createPlatformEndpoint)
            .needing(BodySize.SETTINGS),
        row(DeleteEndpoint.class, Mobile::deleteEndpoint),
        row(DeletePlatformApplication.class, Mobile::deletePlatformApplication),
        row(
            GetEndpointAttributes.class,
            GetEndpointAttributes.Result.class,
            Mobile::getEndpointAttributes),
        row(
            GetPlatformApplicationAttributes.class,
            GetPlatformApplicationAttributes.Result.class,
            Mobile::getPlatformApplicationAttributes),
        row(
            ListEndpointsByPlatformApplication.class,
            ListEndpointsByPlatformApplication.Result.class,
            Mobile::listEndpointsByPlatformApplication),
        row(
            ListPlatformApplications.class,
            ListPlatformApplications.Result.class,
            Mobile::listPlatformApplications),
        row(SetEndpointAttributes.class, Mobile::setEndpointAttributes).needing(BodySize.SETTINGS),
        row(SetPlatformApplicationAttributes.class, Mobile::setPlatformApplicationAttributes)
            .needing(BodySize.SETTINGS));
  }

  private static <Q extends Record, R extends Record> Action<Topics, Q, R> row(
      Class<Q> request, Class<R> result, BiFunction<Mobile, Q, Future<R>> call) {
    return Action.action(request, result, (topics, asked) -> call.apply(topics.mobile(), asked));
  }

  private static <Q extends Record> Action<Topics, Q, Void> row(
      Class<Q> request, BiFunction<Mobile, Q, Future<Void>> call) {
    return Action.action(request, (topics, asked) -> call.apply(topics.mobile(), asked));
  }
}
