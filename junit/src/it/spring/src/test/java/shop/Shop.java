package shop;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A program that ships what is ordered, at the second attempt. */
@SpringBootApplication
public class Shop {

  private final SqsTemplate queues;
  private int attempts;

  Shop(SqsTemplate queues) {
    this.queues = queues;
  }

  @SqsListener("orders")
  void order(String order) {
    if (++attempts == 1) {
      queues.send("complaints", order);
      throw new IllegalStateException("The carrier does not answer");
    }
    queues.send("shipped", order);
  }
}
