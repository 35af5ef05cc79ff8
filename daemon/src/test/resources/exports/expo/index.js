import { registerRootComponent } from "expo";
import { Text, View } from "react-native";

registerRootComponent(() => (
  <View>
    <Text>Hello {process.env.EXPO_PUBLIC_NAME}</Text>
  </View>
));
