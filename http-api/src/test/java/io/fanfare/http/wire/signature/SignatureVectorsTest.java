package io.fanfare.http.wire.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose signatures others have worked out. */
class SignatureVectorsTest {

  /** The time of AWS's own examples. */
  private static final Instant SUITE = Instant.parse("2015-08-30T12:36:00Z");

  private static final String TOKEN = "SESSION/Token+==";
  private static final String SCOPE = "Credential=AKIDEXAMPLE/20260115/us-east-1/";

  static final SignedText JSON =
      new SignedText(
          """
          POST /
          content-type:application/x-amz-json-1.0
          host:localhost:9324
          x-amz-date:20260115T123456Z
          x-amz-target:AmazonSQS.SendMessage
          x-amzn-query-mode:true
          Authorization:AWS4-HMAC-SHA256 %ssqs/aws4_request, SignedHeaders=content-type;host;\
          x-amz-date;x-amz-target;x-amzn-query-mode, Signature=\
          be06341e20916e1c412d8448aa09af7a41fa78bb247d7c8fa2a90cb3ff952b94

          {"QueueUrl": "http://localhost:9324/123456789012/q1", "MessageBody": "hi"}"""
              .formatted(SCOPE));

  static final SignedText WITH_TOKEN =
      new SignedText(
          """
          POST /
          Host: localhost:4566
          Content-Type: application/x-www-form-urlencoded; charset=utf-8
          X-Amz-Date: 20260115T123456Z
          X-Amz-Security-Token: SESSION/Token+==
          Authorization: AWS4-HMAC-SHA256 %ssns/aws4_request,SignedHeaders=content-type;host;\
          x-amz-date;x-amz-security-token,Signature=\
          17b245397facbdac914ecbe74eb88e06984d12f0b44062fbd71de54a54e059cf

          Action=Publish&Version=2010-03-31&TopicArn=arn%%3Aaws%%3Asns%%3Aus-east-1%%3A\
          000000000000%%3At&Message=a+b"""
              .formatted(SCOPE)
              .replace(": ", ":")
              .replaceFirst("urlencoded;charset", "urlencoded; charset"));

  static final SignedText PRESIGNED =
      new SignedText(
          """
          GET /?Action=Publish&Version=2010-03-31&Message=a%20b%2Fc%7E*&Empty=&TopicArn=x\
          &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260115%2Fus-east-1\
          %2Fsns%2Faws4_request&X-Amz-Date=20260115T123456Z&X-Amz-Expires=900\
          &X-Amz-SignedHeaders=host&X-Amz-Security-Token=SESSION%2FToken%2B%3D%3D\
          &X-Amz-Signature=d602fdbf2a2051c255c35930d6a690c3776408f8b4afdee6d237b0f65739b71e
          Host:localhost:4566""");

  @Test
  void aRequestOfAQueueInJson() {
    assertEquals("AKIDEXAMPLE", verify(JSON, null, "sqs"));
  }

  @Test
  void aPresignedUrlOfATopic() {
    SignedText url =
        new SignedText(
            """
            GET /?Action=ListTopics&Version=2010-03-31&X-Amz-Algorithm=AWS4-HMAC-SHA256\
            &X-Amz-Credential=AKIDEXAMPLE%2F20260115%2Fus-east-1%2Fsns%2Faws4_request\
            &X-Amz-Date=20260115T123456Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host\
            &X-Amz-Signature=e83e691073efdb059985d4d4283bb40309e689391cdc2b1c49eb82fa2d15a4ac
            Host:localhost:9324""");
    assertEquals("AKIDEXAMPLE", verify(url, null, "sns"));
  }

  @Test
  void aPathWithAnEscapeIsEscapedOnceMore() {
    SignedText text =
        new SignedText(
            """
            GET /123456789012/my%%20q.fifo?Action=ReceiveMessage&AttributeName.1=All\
            &Version=2012-11-05
            Host:localhost:9324
            X-Amz-Date:20260115T123456Z
            Authorization:AWS4-HMAC-SHA256 %ssqs/aws4_request, SignedHeaders=host;x-amz-date, \
            Signature=9a559186d7908ec66ac7b7def9824d362e990d61b12e39c0a6dc46550c204515"""
                .formatted(SCOPE));
    assertEquals("AKIDEXAMPLE", verify(text, null, "sqs"));
  }

  @Test
  void aTokenIsSigned() {
    assertEquals("AKIDEXAMPLE", verify(WITH_TOKEN, TOKEN, "sns"));
    assertEquals("AKIDEXAMPLE", verify(PRESIGNED, TOKEN, "sns"));
  }

  @Test
  void aPathAndAHeaderAreTidiedUp() {
    SignedText text =
        new SignedText(
            """
            GET /a//b/./c/%%2F%%20x?b=2&a=2&a=1
            Host:localhost:4566
            X-Amz-Date:20260115T123456Z
            X-Multi:   a   b \s
            Authorization:AWS4-HMAC-SHA256 %ssqs/aws4_request, \
            SignedHeaders=host;x-amz-date;x-multi, \
            Signature=37202d95836701164b6e3fc1f62741c441da24114fe4a5fdd1c1b3474c569705"""
                .formatted(SCOPE));
    assertEquals("AKIDEXAMPLE", verify(text, null, "sqs"));
  }

  /* From the test suite of Signature Version 4 that AWS keeps with aws-c-auth. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "get-vanilla | GET /"
            + " | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla | POST /"
            + " | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "get-vanilla-query-order-key-case | GET /?Param2=value2&Param1=value1"
            + " | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "get-vanilla-query-order-encoded | GET /?Param-3=Value3&Param=Value2&%E1%88%B4=Value1"
            + " | 371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
        "get-unreserved"
            + " | GET /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            + " | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        "get-vanilla-query-unreserved"
            + " | GET /?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz="
            + "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            + " | 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
        "get-utf8 | GET /\u1234"
            + " | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        "get-vanilla-utf8-query | GET /?\u1234=bar"
            + " | 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        "get-space-normalized | GET /example space/"
            + " | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
        "get-slashes-normalized | GET //example//"
            + " | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
        "get-slashes-unnormalized | GET //example//"
            + " | 87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5",
        "get-relative-relative-normalized | GET /example1/example2/../.."
            + " | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
      })
  void ofAwsByTheirRequestLine(String name, String line, String signature) {
    check(line, "", "", "", signature);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "get-header-value-trim | My-Header1: value1;My-Header2: \"a   b   c\""
            + " | my-header1;my-header2;"
            + " | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        "get-header-key-duplicate | My-Header1:value2;My-Header1:value2;My-Header1:value1"
            + " | my-header1;"
            + " | c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
      })
  void ofAwsByTheirHeaders(String name, String headers, String names, String signature) {
    check("GET /", headers.replace(";My", "\nMy") + "\n", names, "", signature);
  }

  @Test
  void ofAwsByItsToken() {
    SignedText text =
        new SignedText(
            """
            GET /
            Host:example.amazonaws.com
            Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/\
            aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=\
            07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8
            X-Amz-Date:20150830T123600Z
            X-Amz-Security-Token:6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267""");
    assertEquals(
        "AKIDEXAMPLE",
        text.verify(
            SignedText.verifier(
                SignedText.key(
                    "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267", null),
                SUITE),
            "service"));
  }

  @Test
  void ofAwsByTheHashOfItsBody() {
    SignedText text =
        new SignedText(
            """
            POST /
            Content-Type:application/x-www-form-urlencoded
            Host:example.amazonaws.com
            Content-Length:13
            x-amz-content-sha256:\
            9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e
            Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/\
            aws4_request, SignedHeaders=content-length;content-type;host;x-amz-content-sha256;\
            x-amz-date, Signature=\
            d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b
            X-Amz-Date:20150830T123600Z

            Param1=value1""");
    assertEquals("AKIDEXAMPLE", text.verify(suite(), "service"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1&"
            + " c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787",
        "/?Param1=value1& 49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de",
      })
  void ofAwsInTheQuery(String vector) {
    int space = vector.indexOf(' ');
    SignedText text =
        new SignedText(
            "GET "
                + vector.substring(0, space)
                + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2F"
                + "us-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z"
                + "&X-Amz-SignedHeaders=host&X-Amz-Expires=3600&X-Amz-Signature="
                + vector.substring(space + 1)
                + "\nHost:example.amazonaws.com");
    assertEquals("AKIDEXAMPLE", text.verify(suite(), "service"));
  }

  private static void check(
      String line, String headers, String names, String body, String signature) {
    SignedText text =
        new SignedText(
            line
                + "\nHost:example.amazonaws.com\n"
                + headers
                + "Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/"
                + "service/aws4_request, SignedHeaders=host;"
                + names
                + "x-amz-date, Signature="
                + signature
                + "\nX-Amz-Date:20150830T123600Z\n\n"
                + body);
    assertEquals("AKIDEXAMPLE", text.verify(suite(), "service"));
  }

  private static SignatureVerifier suite() {
    return SignedText.verifier(SignedText.key(null, null), SUITE);
  }

  private static String verify(SignedText text, @Nullable String token, String service) {
    return text.verify(SignedText.verifier(SignedText.key(token, null), SignedText.NOW), service);
  }
}
