package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Memory outside the heap is given back where the JVM has a command for it. */
class NativeHeapTest {

  @Test
  void theJvmIsAskedIfItCan() throws Exception {
    boolean can =
        Arrays.stream(
                ManagementFactory.getPlatformMBeanServer()
                    .getMBeanInfo(new ObjectName("com.sun.management:type=DiagnosticCommand"))
                    .getOperations())
            .anyMatch(operation -> operation.getName().equals("systemTrimNativeHeap"));
    if (can) {
      String said = NativeHeap.trim();
      assertTrue(said.startsWith("Trim native heap"), said);
    } else {
      assertThrows(JMException.class, NativeHeap::trim);
    }
  }
}
